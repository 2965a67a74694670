import { requireNx } from './require-nx';

it('refuses an Nx that is too old, and says how to update', () => {
  expect(() => requireNx('23.3.2')).toThrow(
    'nx-conda needs Nx 24, but this workspace has Nx 23.3.2.\n  1. Run npx nx migrate 24',
  );
  expect(() => requireNx('24.0.0')).not.toThrow();
  expect(() => requireNx()).not.toThrow();
});
