import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { budget } from './build/budget.ts';
import { guides } from './build/guides.ts';
import { offline } from './build/offline.ts';

const api = process.env['HELIU_API'] ?? 'http://localhost:8080';

/** The development server answers page addresses as the product does: /console/*, /field/* and the residents' app elsewhere. */
function pages(): Plugin {
  return {
    name: 'heliu-pages',
    configureServer(server) {
      server.middlewares.use((request, _response, next) => {
        const path = (request.url ?? '/').split('?')[0] ?? '/';
        if (/^\/console(\/|$)/.test(path)) request.url = '/console.html';
        else if (/^\/field(\/|$)/.test(path)) request.url = '/field.html';
        else if (/^\/kiosk(\/|$)/.test(path)) request.url = '/kiosk.html';
        else if (path === '/' || /^\/r(\/|$)/.test(path)) request.url = '/resident.html';
        next();
      });
    },
  };
}

/** Vendor code changes rarely, so it stays cached between releases; map and pages load when first needed. */
const vendorChunks = [
  { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/, priority: 30 },
  {
    name: 'base',
    test: /node_modules[\\/](@tanstack|i18next|react-i18next|zod|uuid|use-sync-external-store)[\\/]/,
    priority: 20,
  },
  {
    // What every entry needs is one file, not one for each set of entries that share it.
    name: 'kernel',
    test: /kernel[\\/](api|auth|i18n|query|route|time|live|ui(?![\\/]FilePicker))[\\/]/,
    priority: 10,
  },
];

export default defineConfig({
  plugins: [
    react(),
    guides(),
    pages(),
    offline({
      entry: 'field',
      worker: 'field-worker',
      also: ['/field.html', '/before.js', '/heliu.svg', '/field.webmanifest'],
    }),
    budget({ resident: 200, field: 280, console: 600, kiosk: 220 }),
  ],
  appType: 'mpa',
  server: { host: '127.0.0.1', proxy: { '/api': { target: api, changeOrigin: false } } },
  build: {
    target: 'es2022',
    outDir: 'dist',
    emptyOutDir: true,
    manifest: true,
    sourcemap: 'hidden',
    reportCompressedSize: false,
    chunkSizeWarningLimit: 2000,
    rolldownOptions: {
      input: {
        console: 'console.html',
        field: 'field.html',
        resident: 'resident.html',
        kiosk: 'kiosk.html',
        'field-worker': 'src/field/worker.ts',
        'push-worker': 'src/notices/push-worker.ts',
      },
      output: {
        codeSplitting: { groups: vendorChunks },
        // A service worker reaches no higher than where it lies, and keeps its name.
        entryFileNames: ({ name }) => (name.endsWith('-worker') ? '[name].js' : 'assets/[name]-[hash].js'),
      },
    },
  },
});
