import type { NamedChange } from './change';
import { behindLinks } from './behind-links';
import { environment } from './environment';
import { found } from './found';
import { harmless } from './harmless';
import { ignored } from './ignored';
import { links } from './links';
import { loads } from './loaded';
import { names } from './names';
import { outside } from './outside';
import { projects } from './projects';
import { shapes } from './shapes';
import { upstream } from './upstream';
import { variants } from './variants';

/** Every change, each with its own recipe. */
export const table: NamedChange[] = [
  names,
  found,
  loads,
  links,
  behindLinks,
  outside,
  ignored,
  environment,
  variants,
  upstream,
  projects,
  shapes,
  harmless,
].flat();
