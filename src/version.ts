import manifest from '../package.json' with { type: 'json' };

/** Manifest as the build puts it into the program. */
const built: { readonly version: string; readonly build?: string } = manifest;

/** Version of the program. */
export const version: string = built.version;

/** Digest of the sources it was built from; undefined where it runs from its sources, which may change at any time. */
export const build: string | undefined = built.build;
