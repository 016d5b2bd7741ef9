import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { budget } from './build/budget.ts';
import { guides } from './build/guides.ts';

const api = process.env['HELIU_API'] ?? 'http://localhost:8080';

/** The development server answers page addresses as the product does: /console/* and the residents' app elsewhere. */
function pages(): Plugin {
  return {
    name: 'heliu-pages',
    configureServer(server) {
      server.middlewares.use((request, _response, next) => {
        const path = (request.url ?? '/').split('?')[0] ?? '/';
        if (/^\/console(\/|$)/.test(path)) request.url = '/console.html';
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
];

export default defineConfig({
  plugins: [react(), guides(), pages(), budget({ resident: 200, console: 600 })],
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
      input: { console: 'console.html', resident: 'resident.html' },
      output: { codeSplitting: { groups: vendorChunks } },
    },
  },
});
