/** Everything that hosted pages say, in English. A language of your own has the same names; what it lacks is said in English. */
export const pageTexts = {
  email: 'E-mail address',
  phone: 'Phone number',
  firstName: 'First name',
  lastName: 'Last name',
  company: 'Company',
  language: 'Language',
  birthDate: 'Date of birth',
  gender: 'Gender',
  female: 'Female',
  male: 'Male',
  other: 'Other',
  unsaid: 'Rather not say',
  choose: 'Choose…',
  optional: 'optional',
  privacy: 'How we treat your data',
  signUp: 'Sign up',
  save: 'Save',
  confirm: 'Confirm',
  unsubscribe: 'Unsubscribe',
  signedUpTitle: 'Thank you',
  signedUp: 'You are signed up.',
  mailedTitle: 'One more step',
  mailed:
    'A mail is on its way to {email}. Open the link in it to confirm. Until then nothing counts, and nothing is kept.',
  mailedHint: 'Nothing came? Look into the folder for unwanted mail, or begin again.',
  confirmTitle: 'Confirm that it is you',
  confirmLead: 'With one press of the button {email} is signed up.',
  confirmConsents: 'You agree to:',
  confirmedTitle: 'Confirmed',
  confirmed: 'Thank you. You are signed up.',
  updateTitle: 'Your details',
  updateLead:
    'What is known with {email}. Change what is not right, and say what you want to hear.',
  savedTitle: 'Saved',
  saved: 'Thank you. Your details and your wishes are kept.',
  unsubscribeTitle: 'Unsubscribe',
  unsubscribeEmail: 'Press the button, and no more mails of this kind go to {address}.',
  unsubscribeSms: 'Press the button, and no more text messages of this kind go to {address}.',
  unsubscribedTitle: 'You are unsubscribed',
  unsubscribed: 'It counts from now on. A message that is already on its way may still reach you.',
  goneTitle: 'This link is no longer good',
  gone: 'It is too old, or it was not copied whole. Ask for a new one where you found it.',
  busyTitle: 'Please try again in a moment',
  busy: 'There is more to do here than usual. Nothing was kept.',
  problemsTitle: 'Please look at this again',
  missing: 'Please fill this in.',
  wrongEmail: 'Please write an address such as name@example.com.',
  wrongPhone: 'Please write the number with its country, such as +45 20 12 34 56.',
  wrong: 'This does not look right.',
  agreementMissing: 'This is needed to sign up.',
  mailSubject: 'Please confirm: {title}',
  mailText:
    'Somebody, we hope you, signed up with this address: {title}.\n\nTo confirm, open this link and press the button:\n{link}\n\nIf it was not you, do nothing: nothing is kept.',
} as const

export type PageText = keyof typeof pageTexts

export const pageTextNames = Object.keys(pageTexts) as readonly PageText[]

export function isPageText(name: string): name is PageText {
  return Object.hasOwn(pageTexts, name)
}
