/** A finding of a check: where, and what to do about it. */
export interface Problem {
  /** Relative to the repository, with forward slashes. */
  readonly file: string
  readonly line?: number
  readonly message: string
}

/** Prints the findings of a check, one a line, and ends the process with 1 if there are any. */
export function report(check: string, problems: readonly Problem[], looked: string): void {
  for (const { file, line, message } of problems) {
    console.error(line === undefined ? `${file}  ${message}` : `${file}:${line}  ${message}`)
  }
  const found = problems.length === 1 ? '1 problem' : `${problems.length} problems`
  console.log(`${check}: ${looked}, ${found}`)
  if (problems.length > 0) process.exitCode = 1
}
