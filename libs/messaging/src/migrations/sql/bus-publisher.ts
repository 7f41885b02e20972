/** Who may publish under a name: the one with the epoch of its row. The row stays, so that an epoch never comes again. */
export const busPublisher = /* sql */ `
CREATE TABLE bus.publisher (
  name  text   PRIMARY KEY,
  epoch bigint NOT NULL
) WITH (fillfactor = 50);
`;
