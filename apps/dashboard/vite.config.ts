import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { compressedFiles } from './src/build/compressed-files.ts'

const proxy = { '/api': process.env['CARTOGRAPH_URL'] ?? 'http://127.0.0.1:4700' }

/** The page as hashed files, each beside its compressed form: the host only sends what it finds. */
export default defineConfig({
  plugins: [react(), tailwindcss(), compressedFiles()],
  resolve: { conditions: ['@cartograph/source', 'module', 'browser', 'development|production'] },
  build: {
    // Nothing as `data:`: the policy of the page allows files of this host alone.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Beside the page for those who sign in the small one of links.
    rolldownOptions: { input: ['index.html', 'share.html'] },
  },
  // While the page is worked on a host of one's own answers it.
  server: { host: '127.0.0.1', proxy },
  preview: { host: '127.0.0.1', proxy },
})
