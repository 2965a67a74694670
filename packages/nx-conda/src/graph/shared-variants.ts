import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hashArray } from '../nx';
import { variantFiles } from '../options';
import { mergeVariants, parseVariants, type VariantConfig } from '../recipe/variants/variants';
import type { SharedVariants } from './variant-input';

/** The parsed shared variant files of a project. */
export interface VariantSet {
  files: SharedVariants[];
  /** Absolute paths of the files that exist, as rattler-build gets them. */
  paths: string[];
  config: VariantConfig;
  texts: string[];
  /** Hash of all contents. */
  hash: string;
}

/** Reads each set of variant files once, even if many projects share it. */
export class VariantSets {
  private readonly sets = new Map<string, Promise<VariantSet>>();

  constructor(readonly workspaceRoot: string) {}

  get(variants: string[] | undefined): Promise<VariantSet> {
    const key = JSON.stringify(variants ?? null);
    const known = this.sets.get(key) ?? readVariants(variants, this.workspaceRoot);
    this.sets.set(key, known);
    return known;
  }
}

/** A missing or broken file counts as empty here: the graph must not fail, the build reports the error. */
async function readVariants(variants: string[] | undefined, workspaceRoot: string): Promise<VariantSet> {
  const read = await Promise.all(
    variantFiles(variants).map(({ path }) => readVariantFile(path, workspaceRoot)),
  );
  const present = read.filter((file) => file.text !== undefined);
  return {
    files: read.map(({ path, isJson, config }) => ({
      path,
      ...(isJson && { json: config }),
    })),
    paths: present.map(({ path }) => join(workspaceRoot, path)),
    config: mergeVariants(read.map(({ config }) => config)),
    texts: present.map(({ text = '' }) => text),
    hash: hashArray(read.map(({ text = '' }) => text)),
  };
}

interface VariantFileText {
  path: string;
  text?: string;
  /** A missing file may still become JSON. */
  isJson: boolean;
  config: VariantConfig;
}

async function readVariantFile(path: string, workspaceRoot: string): Promise<VariantFileText> {
  const text = await readFile(join(workspaceRoot, path), 'utf8').catch(() => undefined);
  const config: VariantConfig = { values: {}, zipKeys: [] };
  if (text === undefined) return { path, isJson: true, config };
  try {
    return { path, text, isJson: isJson(text), config: parseVariants(text, path) };
  } catch {
    return { path, text, isJson: false, config };
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
