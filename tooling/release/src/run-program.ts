import { spawn } from 'node:child_process'

export interface ProgramOptions {
  readonly folder: string
}

/**
 * Runs a program to its end and gives back its standard output.
 *
 * @throws with all that it said where it does not end with 0.
 */
export function runProgram(
  program: string,
  words: readonly string[],
  { folder }: ProgramOptions,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, words, { cwd: folder, env: cleanEnvironment() })
    let output = ''
    let messages = ''
    child.stdout.on('data', (piece: Buffer) => (output += piece.toString()))
    child.stderr.on('data', (piece: Buffer) => (messages += piece.toString()))
    child.on('error', reject)
    child.on('close', (code) => {
      if (code === 0) resolve(output)
      else
        reject(new Error(`${program} ${words.join(' ')} ended with ${code}:\n${output}${messages}`))
    })
  })
}

/** What npm and this repository set for their own children would change what an author sees. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^npm_(package|lifecycle|command)/i.test(name) && name !== 'NODE_OPTIONS',
  )
  return { ...Object.fromEntries(kept), INIT_CWD: undefined }
}
