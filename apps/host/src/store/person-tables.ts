/** What one commerce row says about who it is of: which record of a connection it is, or speaks of. */
export interface PersonTraceTable {
  org: string
  entity: string
  id: string
  member: string
  /** The identifiers that it gives, as JSON. */
  identifiers: string
  /** When it happened; `unknownInstant` where nobody knows. */
  at: number
}

/** What the rows that only speak of a record say about it: one row for each set of identifiers, however many rows give it. */
export interface PersonMentionTable {
  org: string
  member: string
  hash: string
  identifiers: string
  /** How many rows say so. */
  rows: number
  /** When the first of them happened. */
  since: number
}

/** A record of a person, as far as identity is concerned. */
export interface PersonMemberTable {
  org: string
  id: string
  connection: string
  since: number
  /** Those that count, as JSON. */
  identifiers: string
  person: string
  /** The person that it would be by itself, and the name under which the person is found whose oldest record it was. */
  own: string
}

/** The members that have a key. */
export interface PersonKeyTable {
  org: string
  key: string
  member: string
}

/** How many members have a key, so that a key of very many need not be counted. */
export interface PersonKeyCountTable {
  org: string
  key: string
  members: number
}

/** A profile as it was computed last. */
export interface PersonTable {
  org: string
  id: string
  data: string
  hash: string
  /** The words by which the person is found, as JSON. */
  words: string
  members: number
  since: number
  /** When it was made here, changed here, and when its last record went. */
  made_at: number
  changed_at: number
  deleted_at: number | null
}

/** What staff said about two members: the lesser id on the left. */
export interface PersonDecisionTable {
  org: string
  left_id: string
  right_id: string
  says: 'together' | 'apart'
  said_at: number
  said_by: string
}

/** Whom the name of a person leads to whose oldest record is gone. */
export interface PersonAliasTable {
  org: string
  alias: string
  /** Another name, which may lead on. */
  target: string
}

/** Who has a word. */
export interface PersonWordTable {
  org: string
  word: string
  person: string
}

/** The words that there are, and how many persons have each. */
export interface PersonWordCountTable {
  org: string
  word: string
  persons: number
}

/** A word with or without one of its letters, by which mistyped words are found. */
export interface PersonSpellingTable {
  org: string
  spelling: string
  word: string
}

/** That a person was erased. Once it is done nothing here tells who it was. */
export interface PersonErasureTable {
  org: string
  person: string
  at: number
  by: string
  report: string
  /** By what the person is recognised, as JSON, as long as something is left to be done. */
  unfinished: string | null
}

/** What happened to persons on a day. */
export interface PersonDayTable {
  org: string
  /** Days in UTC since 1970. */
  day: number
  made: number
  changed: number
  gone: number
}

/** A record that was erased with a person: nothing that its vendor still tells of it is kept. */
export interface ErasedKeyTable {
  org: string
  connection: string
  stream: string
  /** Of the key, which may be an address itself. */
  hash: string
}
