// Runs before everything else: our content security policy forbids compiling code from text, so zod need not try.
globalThis.__zod_globalConfig = { jitless: true };
