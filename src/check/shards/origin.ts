import { digestOf } from '../../cache/store.ts';
import type { DiscoveredFile } from '../../discover.ts';
import type { ReadResult } from '../../read.ts';
import { build, version } from '../../version.ts';
import { keyOf, storeName } from '../kept.ts';
import type { Work } from '../open-work.ts';
import type { Header } from './blob.ts';

/** What shards and their merge must have in common beside the files. */
export type Origin = Pick<Header, 'version' | 'build' | 'circumstances' | 'commit'>;

export function originOf({ view, examining, maxBytes }: Work): Origin {
  const { config } = view.project;
  const circumstances = storeName({ config, definitions: examining.definitions, maxBytes });
  return { version, build: build ?? null, circumstances, commit: view.commit };
}

/** The key of a file as it was read, or was refused. */
export function keyOfRead(file: DiscoveredFile, found: ReadResult): string {
  return 'text' in found ? keyOf(file, found.text) : digestOf(JSON.stringify([file, found]));
}
