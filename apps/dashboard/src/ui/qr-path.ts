/** The dark modules of a QR code as one path: a bar for each run of them in a row. */
export function qrPath(modules: readonly (readonly boolean[])[]): string {
  return modules
    .map((row, top) =>
      row
        .map((isDark, left) => {
          if (!isDark || row[left - 1] === true) return ''
          const end = row.indexOf(false, left)
          const length = (end === -1 ? row.length : end) - left
          return `M${left} ${top}h${length}v1h-${length}z`
        })
        .join(''),
    )
    .join('')
}
