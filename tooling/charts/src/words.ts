/** The words in charts; pages in other languages give their own. What stands in braces is put in. */
export interface ChartWords {
  readonly noData: string
  readonly unknown: string
  readonly incomplete: string
  /** What a series is called as it was in the time that it is compared with. */
  readonly compared: string
  readonly value: string
  /** What does not stand by itself. */
  readonly others: string
  readonly share: string
  readonly name: string
  readonly time: string
  /** How many a cohort began with. */
  readonly size: string
  readonly ofFirst: string
  readonly ofPrevious: string
  readonly cell: string
  readonly rangeSentence: string
  readonly oneSentence: string
  readonly partsSentence: string
  readonly sparkSentence: string
}

const english: ChartWords = {
  noData: 'No data',
  unknown: 'unknown',
  incomplete: 'not complete yet',
  compared: '{name}, before',
  value: 'Value',
  others: 'Others',
  share: 'Share',
  name: 'Name',
  time: 'Time',
  size: 'Size',
  ofFirst: 'Of the first step',
  ofPrevious: 'Of the step before',
  cell: '{row}, {column}: {value}',
  rangeSentence:
    '{name}: lowest {lowest} ({lowestAt}), highest {highest} ({highestAt}), last {last} ({lastAt}).',
  oneSentence: '{name}: {value} ({at}).',
  partsSentence: '{parts}.',
  sparkSentence: 'Lowest {lowest}, highest {highest}, last {last}.',
}

export function wordsWith(own: Partial<ChartWords> | undefined): ChartWords {
  return { ...english, ...own }
}

/** A sentence with its braces filled. */
export function filled(sentence: string, values: Readonly<Record<string, string>>): string {
  return sentence.replaceAll(
    /\{([a-zA-Z]+)\}/gu,
    (whole: string, name: string) => values[name] ?? whole,
  )
}
