// Lets a child process of a test run TypeScript from source, as Jest does for the tests themselves.
import { register } from 'node:module';

register('./ts-hooks.mjs', import.meta.url);
