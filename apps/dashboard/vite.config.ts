import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { compressedFiles } from './src/build/compressed-files.ts'

/** The page as hashed files, each beside its compressed form: the host only sends what it finds. */
export default defineConfig({
  plugins: [react(), tailwindcss(), compressedFiles()],
  resolve: { conditions: ['@cartograph/source', 'module', 'browser', 'development|production'] },
  build: {
    // Nothing as `data:`: the policy of the page allows files of this host alone.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { host: '127.0.0.1', proxy: { '/api': 'http://127.0.0.1:4700' } },
})
