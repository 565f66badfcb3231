import { closeSync, openSync, readSync, writeSync, fsyncSync } from 'node:fs'
import { gunzipSync, gzipSync } from 'node:zlib'
import { fault, type Json } from '@cartograph/core'

/** The first bytes of every backup, which say how the rest is to be read. */
const mark = Buffer.from('cartograph backup 1\n')

/** How much text is compressed together. */
const pieceLength = 1_000_000

/** A backup that is being written: one JSON value after the other. */
export interface BackupWriter {
  write(value: Json): void
  /** Everything is on the disk. */
  end(): void
  /** Gives up; what was written stays as it is. */
  close(): void
}

/**
 * Writes values as compressed pieces, each with its length before it.
 *
 * It never waits, so that a transaction can fill it; and each piece can be read by itself, so that a transaction can be filled from it.
 *
 * @throws a `config` fault that speaks of `name` where the file cannot be written.
 */
export function writeBackup(file: string, name: string): BackupWriter {
  return told(name, () => {
    // Only its owner reads it: there are customers in it, and secrets of webhooks.
    const target = openSync(file, 'w', 0o600)
    writeSync(target, mark)
    let text = ''
    const flush = () => {
      if (text === '') return
      const piece = gzipSync(text)
      const length = Buffer.alloc(4)
      length.writeUInt32BE(piece.length)
      writeSync(target, length)
      writeSync(target, piece)
      text = ''
    }
    return {
      write: (value) => {
        text += `${JSON.stringify(value)}\n`
        if (text.length >= pieceLength) told(name, flush)
      },
      end: () =>
        told(name, () => {
          flush()
          fsyncSync(target)
          closeSync(target)
        }),
      close: () => closeSync(target),
    }
  })
}

function told<Result>(name: string, work: () => Result): Result {
  try {
    return work()
  } catch (error) {
    throw writeFault(name, error)
  }
}

function writeFault(file: string, error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (!['ENOENT', 'EACCES', 'EISDIR', 'ENOSPC', 'EROFS'].includes(code)) return error
  return fault(
    {
      kind: 'config',
      message: `${file} cannot be written (${code}).`,
      hint: 'Name a file in a folder that exists, that this user may write to and that has room.',
    },
    error,
  )
}

/**
 * The values of a backup, one after the other.
 *
 * @throws a `config` fault where it is none, or is damaged.
 */
export function* readBackup(file: string): Generator<Json, void> {
  const source = openSync(file, 'r')
  try {
    if (!read(source, mark.length).equals(mark)) throw noBackup(file)
    for (;;) {
      const length = read(source, 4)
      if (length.length === 0) return
      const size = length.length === 4 ? length.readUInt32BE() : 0
      const piece = read(source, size)
      if (size === 0 || piece.length < size) throw damaged(file, 'it ends in the middle')
      for (const line of unpacked(file, piece).trimEnd().split('\n')) yield JSON.parse(line) as Json
    }
  } finally {
    closeSync(source)
  }
}

function read(source: number, length: number): Buffer {
  const buffer = Buffer.alloc(length)
  let at = 0
  while (at < length) {
    const count = readSync(source, buffer, at, length - at, null)
    if (count === 0) break
    at += count
  }
  return buffer.subarray(0, at)
}

function unpacked(file: string, piece: Buffer): string {
  try {
    return gunzipSync(piece).toString('utf8')
  } catch (error) {
    throw damaged(file, 'a part of it is not what was written', error)
  }
}

function noBackup(file: string): Error {
  return fault({
    kind: 'config',
    message: `${file} is no backup of Cartograph.`,
    hint: 'Name a file that `cartograph backup` wrote.',
  })
}

/** A backup that cannot be used as it is; nothing of it was taken. */
export function damaged(file: string, what: string, cause?: unknown): Error {
  return fault(
    {
      kind: 'config',
      message: `The backup ${file} is damaged: ${what}.`,
      hint: 'Take another backup. Nothing was changed.',
    },
    cause,
  )
}
