export { formatChange, formatShort, formatValue, type ValueFormat } from './value-format.ts'
export {
  colour,
  inTheme,
  seriesColour,
  themeColours,
  type ColourName,
  type Theme,
} from './palette.ts'
