/** The conda subdir of the machine that Nx runs on. */
export function machinePlatform(platform = process.platform, arch = process.arch): string {
  if (platform === 'darwin') return arch === 'arm64' ? 'osx-arm64' : 'osx-64';
  if (platform === 'win32') return arch === 'arm64' ? 'win-arm64' : 'win-64';
  const architectures: Record<string, string> = {
    x64: '64',
    arm64: 'aarch64',
    ppc64: 'ppc64le',
    s390x: 's390x',
  };
  return `linux-${architectures[arch] ?? arch}`;
}
