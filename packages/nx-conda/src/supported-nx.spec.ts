import { requireSupportedNx } from './supported-nx';

describe('requireSupportedNx', () => {
  it.each(['24.0.0', '24.0.0-beta.1', '25.1.0', ''])('accepts %s', (version) => {
    expect(() => requireSupportedNx(version)).not.toThrow();
  });

  it.each(['23.3.2', '9.1.0'])('refuses %s', (version) => {
    expect(() => requireSupportedNx(version)).toThrow(
      `nx-conda needs Nx 24 or later, but this workspace has Nx ${version}.\n  1. Update Nx: nx migrate 24`,
    );
  });
});
