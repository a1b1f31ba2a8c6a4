-- What a registration writes, in one statement on three bare tables: the limit that this database sets.
\set code random(1, :codes)
\set machine random(1, 1000000000000000)
WITH used AS (
  UPDATE limit_token SET used = used + 1 WHERE id = :code AND used < 1000000000 RETURNING id
), server AS (
  INSERT INTO limit_server (machine, host) SELECT :machine, 'host' FROM used
  ON CONFLICT (machine) DO UPDATE SET host = excluded.host RETURNING machine
)
INSERT INTO limit_ledger (token, machine) SELECT :code, machine FROM server;
