/** A file to begin with, of checks and people that do not exist. */
export const sampleChecks = [
  'CheckNo;Code;Name;Description;Value;Currency;Email;Phone;IssuedOn;ValidUntil;RemindDaysBefore;Status',
  'BC-1001;;Bonus check 100 kr;Thank you;100.00;SEK;ida.holm@example.com;;2026-12-01;2027-03-31;;',
  'BC-1002;7310001002;Bonus check 250 kr;Thank you;250.00;SEK;;+46701740605;2026-12-01;2027-03-31;14;',
  'BC-0990;;Bonus check 100 kr;Taken back;100.00;SEK;ida.holm@example.com;;2026-11-01;2027-03-31;;cancelled',
  '',
].join('\r\n')
