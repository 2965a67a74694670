import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { sourceWith } from '../../source/source.fixture';
import { facts, python } from './facts.fixture';
import { readLayout, readPythonFiles } from './source-layout';

describe('readLayout', () => {
  it('finds modules, folders with data, and headers', async () => {
    const folder = sourceWith({
      'src/thing/a.py': 'a',
      'tools/a': '',
      'include/thing.hpp': '',
      'setup.py': 's',
    });
    const source = facts({ folder, python: python() });
    const layout = await readLayout(source);
    expect(layout).toEqual({ modules: ['src/thing'], dataFolders: ['tools'], headers: ['thing.hpp'] });
    expect(await readPythonFiles(source, layout)).toEqual([
      { name: 'setup.py', text: 's' },
      { name: 'src/thing/a.py', text: 'a' },
    ]);
  });

  it('does not treat a file as a folder', async () => {
    const source = facts({ folder: sourceWith({ include: '', tools: '', thing: '' }), python: python() });
    const layout = await readLayout(source);
    expect(layout).toMatchObject({ dataFolders: [], headers: [] });
    expect(await readPythonFiles(source, layout)).toEqual([]);
  });

  it('does not follow links', async () => {
    const elsewhere = sourceWith({ 'secret.py': '' });
    const folder = sourceWith({});
    for (const name of ['include', 'thing', 'config']) symlinkSync(elsewhere, join(folder, name));
    const source = facts({ folder, python: python() });
    const layout = await readLayout(source);
    expect(layout).toMatchObject({ dataFolders: [], headers: [] });
    expect(await readPythonFiles(source, layout)).toEqual([]);
  });
});
