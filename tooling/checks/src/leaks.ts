import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { leakProblems } from './leak-rules.ts'
import { report } from './problem.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const files = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' })
  .split('\0')
  .filter(
    (file) => file !== '' && existsSync(join(root, file)) && statSync(join(root, file)).isFile(),
  )

const problems = files.flatMap((file) => {
  const bytes = readFileSync(join(root, file))
  // Images and compressed recordings have no words.
  return bytes.subarray(0, 8_000).includes(0) ? [] : leakProblems(file, bytes.toString('utf8'))
})
report('leaks', problems, `${files.length} files`)
