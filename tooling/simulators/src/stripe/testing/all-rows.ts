/** Everything that a list of the client gives, page after page. */
export async function allRows<Row>(rows: AsyncIterable<Row>): Promise<readonly Row[]> {
  const read: Row[] = []
  for await (const row of rows) read.push(row)
  return read
}
