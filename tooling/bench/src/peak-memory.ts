/** Loaded before the command: says at its end how much memory it had at the most (`ru_maxrss`, in kilobytes). */
process.on('exit', () => {
  process.stderr.write(`peak memory ${process.resourceUsage().maxRSS * 1024}\n`)
})
