/** First names, with letters that a wrong encoding or a plain sort would spoil. */
export const firstNames = [
  'Anna',
  'Søren',
  'Åse',
  'Lars',
  'Mette',
  'Jürgen',
  'Björk',
  'Ólafur',
  'Camilla',
  'Henrik',
  'Ida',
  'Jens',
  'Kirsten',
  'Noah',
  'Freja',
  'Zoë',
  'Émile',
  'Sofia',
  'Viktor',
  'Agnes',
] as const

/** Family names. */
export const lastNames = [
  'Jensen',
  'Sørensen',
  "O'Brien",
  'Lindström',
  'Müller',
  'Østergaard',
  'Holm',
  'Dahl',
  'Friis',
  'Nyström',
  'Bergström',
  'Jónsdóttir',
  'Lund',
  'Skov',
  'Krogh',
  'Thomsen',
  'Vinther',
  'Åberg',
] as const

/** Streets, one of them with a separator in its name. */
export const streets = [
  'Nørregade',
  'Havnevej',
  'Skolegade',
  'Birkevej',
  'Vestergade, st. th.',
  'Kirkestræde',
  'Mosevej',
] as const

/** Postcode, town, country. */
type Town = readonly [string, string, string]

/** Postcodes with zeros at their front stay text. */
export const danishTowns: readonly [Town, ...Town[]] = [
  ['8000', 'Aarhus', 'DK'],
  ['1050', 'København', 'DK'],
  ['0800', 'Høje Taastrup', 'DK'],
  ['5000', 'Odense', 'DK'],
]

/** Where the rest of the customers live. */
export const foreignTowns: readonly [Town, ...Town[]] = [
  ['211 20', 'Malmö', 'SE'],
  ['20095', 'Hamburg', 'DE'],
  ['101', 'Reykjavík', 'IS'],
]
