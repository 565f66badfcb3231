/** Somebody who does not exist, by the fields of a till; what is not here is a tick. */
export const sampleCustomer: Readonly<Record<string, string>> = {
  email: 'ida.holm@example.com',
  phone: '+46 70 174 06 05',
  name: 'Ida Holm',
  company: 'Holm & Co',
  personalId: '19900515-0000',
  invoiceAddress: 'Storgatan 1, 211 22 Malmö',
  deliveryAddress: 'Kajgatan 7, 211 20 Malmö',
  birthday: '1990-05-15',
}
