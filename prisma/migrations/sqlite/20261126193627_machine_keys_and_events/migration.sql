-- AlterTable
ALTER TABLE "AuditEvent" ADD COLUMN "count" INTEGER NOT NULL DEFAULT 1;
ALTER TABLE "AuditEvent" ADD COLUMN "lastAt" DATETIME;
ALTER TABLE "AuditEvent" ADD COLUMN "repeatKey" TEXT;

-- AlterTable
ALTER TABLE "Person" ADD COLUMN "nameKey" TEXT;

-- AlterTable
ALTER TABLE "Throttle" ADD COLUMN "blockedUntil" DATETIME;

-- AlterTable
ALTER TABLE "SourceServer" ADD COLUMN "machineKeyHash" TEXT;
ALTER TABLE "SourceServer" ADD COLUMN "reopenedAt" DATETIME;

-- AlterTable
ALTER TABLE "SmcCall" ADD COLUMN "proven" BOOLEAN NOT NULL DEFAULT true;

-- CreateIndex
CREATE UNIQUE INDEX "AuditEvent_repeatKey_key" ON "AuditEvent"("repeatKey");

-- CreateIndex
CREATE UNIQUE INDEX "Person_nameKey_key" ON "Person"("nameKey");

-- CreateIndex
CREATE INDEX "Session_expiresAt_idx" ON "Session"("expiresAt");

-- CreateIndex
CREATE INDEX "SmcCall_accessKeyId_proven_at_id_idx" ON "SmcCall"("accessKeyId", "proven", "at", "id");

-- Calls that anyone who knew the key's ID, or had seen a call, could have made.
UPDATE "SmcCall" SET "proven" = false WHERE "result" LIKE 'Signature%' OR "result" LIKE 'InvalidTimeStamp.%'
  OR "result" IN ('InvalidAccessKeyId.Inactive', 'Throttling.User');

-- Machine IDs of operating systems are confidential: from here on only their hash is kept (lib/sources/machine-id.ts says which).
-- sha256_hex comes from lib/db/migrate.ts, since SQLite has no hash of its own.
UPDATE "SourceServer" SET
  "searchFacts" = replace("searchFacts", lower("machineId"), sha256_hex('activation-console machine ' || "machineId")),
  "machineId" = sha256_hex('activation-console machine ' || "machineId")
WHERE (length("machineId") = 32 OR "machineId" LIKE '________-____-____-____-____________') AND length(replace("machineId", '-', '')) = 32 AND replace("machineId", '-', '') NOT GLOB '*[^0-9a-fA-F]*';
UPDATE "Registration" SET "machineId" = sha256_hex('activation-console machine ' || "machineId")
WHERE (length("machineId") = 32 OR "machineId" LIKE '________-____-____-____-____________') AND length(replace("machineId", '-', '')) = 32 AND replace("machineId", '-', '') NOT GLOB '*[^0-9a-fA-F]*';
UPDATE "Refusal" SET "source" = sha256_hex('activation-console machine ' || "source")
WHERE (length("source") = 32 OR "source" LIKE '________-____-____-____-____________') AND length(replace("source", '-', '')) = 32 AND replace("source", '-', '') NOT GLOB '*[^0-9a-fA-F]*';

-- `%`, `_` and `\` were stored as characters of the private use area; searches escape them now. Rows whose own texts have such
-- characters the program fills anew when it starts.
UPDATE "AccessToken" SET "searchText" = '' WHERE instr("description", char(57344)) OR instr("description", char(57345)) OR instr("description", char(57346));
UPDATE "AccessToken" SET
  "searchText" = replace(replace(replace("searchText", char(57344), '%'), char(57345), '_'), char(57346), '\'),
  "sortName" = replace("sortName", char(57345), '_')
WHERE instr("searchText", char(57344)) OR instr("searchText", char(57345)) OR instr("searchText", char(57346)) OR instr("sortName", char(57345));
UPDATE "SourceServer" SET "searchName" = '' WHERE instr("name", char(57344)) OR instr("name", char(57345)) OR instr("name", char(57346));
UPDATE "SourceServer" SET
  "searchName" = replace(replace(replace("searchName", char(57344), '%'), char(57345), '_'), char(57346), '\'),
  "searchFacts" = replace(replace(replace("searchFacts", char(57344), '%'), char(57345), '_'), char(57346), '\')
WHERE instr("searchText", char(57344)) OR instr("searchText", char(57345)) OR instr("searchText", char(57346));
