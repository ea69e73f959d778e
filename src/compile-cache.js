import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

// JavaScript, and loaded before all else (`--import`): Node then keeps what it made of the TypeScript, and neither reads it anew at the next start nor
// loads what reads it, which is 30 MB. Where the folder cannot be written, all goes on without it. The image sets NODE_COMPILE_CACHE instead.
enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/cairn', import.meta.url)));
