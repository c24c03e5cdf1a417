import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';

// One script and one style sheet: nothing is loaded later, and nothing from elsewhere. The page's
// policy allows no inline script and no string made into code.
export default defineConfig({
  plugins: [preact()],
  base: '/',
  build: {
    target: 'es2022',
    outDir: 'dist',
    modulePreload: false,
    assetsInlineLimit: 0,
    rollupOptions: { output: { inlineDynamicImports: true } },
  },
  server: {
    proxy: { '/v1': 'http://127.0.0.1:8080', '/version': 'http://127.0.0.1:8080' },
  },
});
