/** A block of code of a page. */
export interface CodeBlock {
  readonly language: string
  /** The file that it belongs to, where the page names one: blocks of one file stand one after the other. */
  readonly file: string | undefined
  readonly text: string
}

/** The blocks of code of a page, in their order. */
export function codeBlocks(page: string): readonly CodeBlock[] {
  return [...page.matchAll(/^```(\w+)(?: (\S+))?\n(.*?)^```$/gms)].map(
    ([, language = '', file, text = '']) => ({ language, file, text }),
  )
}

/** The TypeScript of a page as files: a block without a name is a file by itself. */
export function sourceFiles(page: string): ReadonlyMap<string, string> {
  const files = new Map<string, string>()
  const blocks = codeBlocks(page).filter(({ language }) => language === 'ts')
  for (const [index, { file, text }] of blocks.entries()) {
    const name = file ?? `block-${index + 1}.ts`
    files.set(name, `${files.get(name) ?? ''}${text}`)
  }
  return files
}

/** The code with an import of those of `given` that it uses and does not make itself; capitals begin types. */
export function withImports(code: string, given: readonly string[], from: string): string {
  const imported = [...code.matchAll(/^import (.*?) from /gms)].map(([, names]) => names).join(' ')
  const names = given.filter(
    (name) =>
      isWord(code, name) &&
      !isWord(imported, name) &&
      !new RegExp(String.raw`\b(?:const|function|type) ${name}\b`).test(code),
  )
  const words = names.map((name) => (/^[A-Z]/.test(name) ? `type ${name}` : name))
  return `import { ${words.join(', ')} } from ${JSON.stringify(from)}\n${code}`
}

function isWord(text: string, name: string): boolean {
  return new RegExp(String.raw`\b${name}\b`).test(text)
}
