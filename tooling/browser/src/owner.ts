/** A person who does not exist. */
export const owner = {
  name: 'Ida Holm',
  email: 'ida@nordlys.example',
  password: 'correct horse battery 7',
}
