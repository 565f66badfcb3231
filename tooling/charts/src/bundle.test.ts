import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

import { build } from 'vite'
import { expect, test } from 'vitest'

const react = ['react', 'react/jsx-runtime', 'react-dom']

/** A module as pages load it, without React, which they have anyway. */
async function bundled(entry: string): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'silent',
    resolve: { conditions: ['@cartograph/source', 'module', 'browser', 'production'] },
    build: {
      write: false,
      target: 'es2023',
      lib: { entry: fileURLToPath(new URL(entry, import.meta.url)), formats: ['es'] },
      rolldownOptions: { external: react, output: { minify: true } },
    },
  })
  const [output] = Array.isArray(result) ? result : [result]
  const chunks = output !== undefined && 'output' in output ? output.output : []
  return chunks.map((chunk) => (chunk.type === 'chunk' ? chunk.code : '')).join('')
}

test('what a page loads for charts is at most 25 KiB, and needs nothing to check shapes with', async () => {
  const code = await bundled('./index.ts')
  expect(code).toContain('chart-delta')
  expect(gzipSync(code).length).toBeLessThanOrEqual(25 * 1024)
  expect(code).not.toMatch(/ZodError|safeParse|libphonenumber/u)
})

test('what makes them interactive adds little, and nothing of a server', async () => {
  const code = await bundled('./interactive/index.ts')
  expect(code).toContain('chart-target')
  expect(gzipSync(code).length).toBeLessThanOrEqual(25 * 1024)
  expect(code).not.toMatch(/renderToStaticMarkup|pdfkit|resvg/u)
})
