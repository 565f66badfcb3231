/**
 * Loaded before the command: says at its end how much memory it had at the most, in bytes, and how long it computed, in
 * milliseconds.
 */
import { readFileSync } from 'node:fs'

process.on('exit', () => {
  const { user, system } = process.cpuUsage()
  process.stderr.write(
    `peak memory ${peakMemory()}, computed ${Math.round((user + system) / 1000)}\n`,
  )
})

/** On Linux `ru_maxrss` of a child is at least what its parent had when it started it, so the kernel's own mark is asked. */
function peakMemory(): number {
  const kilobytes =
    process.platform === 'linux'
      ? /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]
      : undefined
  return Number(kilobytes ?? process.resourceUsage().maxRSS) * 1024
}
