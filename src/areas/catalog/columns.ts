/** What an update may set: all but the key, which also says where the row lives. */
export const columnsOf = <T extends { organization_id: string; id: string }>({
  organization_id: _,
  id: __,
  ...columns
}: T) => columns
