import { outputFolder } from './output-folder';

describe('outputFolder', () => {
  it('is the project name if that is a plain name', () => {
    expect(outputFolder('dist/conda', 'ros-core_2.0')).toBe('dist/conda/ros-core_2.0');
  });

  it('is flat and without pattern characters for any project name', () => {
    const names = [
      'ros/core',
      'ros_core',
      '@org/x',
      'br[x]',
      'a{b,c}',
      '..',
      '.hidden',
      'a b',
      'é',
      'x'.repeat(400),
    ];
    const folders = names.map((name) => outputFolder('dist', name));
    for (const folder of folders) expect(folder).toMatch(/^dist\/[A-Za-z0-9_+-][A-Za-z0-9._+-]{0,140}$/);
    expect(new Set(folders).size).toBe(names.length);
  });
});
