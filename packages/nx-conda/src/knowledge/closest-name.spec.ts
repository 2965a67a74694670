import { closestName } from './closest-name';

it('finds a name with at most two wrong letters', () => {
  const names = ['package', 'requirements', 'tests'];
  expect(closestName('requirments', names)).toBe('requirements');
  expect(closestName('test', names)).toBe('tests');
  expect(closestName('packge', names)).toBe('package');
  expect(closestName('source', names)).toBeUndefined();
});
