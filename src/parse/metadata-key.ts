/** "Detected at" → `detected_at`: a key written for people as the record format spells it. */
export function metadataKey(key: string): string {
  return key
    .trim()
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_+|_+$/g, '');
}
