-- AlterTable
ALTER TABLE "AuditEvent" ADD COLUMN     "count" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "lastAt" TIMESTAMP(3),
ADD COLUMN     "repeatKey" TEXT;

-- AlterTable
ALTER TABLE "Person" ADD COLUMN     "nameKey" TEXT;

-- AlterTable
ALTER TABLE "Throttle" ADD COLUMN     "blockedUntil" TIMESTAMP(3);

-- AlterTable
ALTER TABLE "SourceServer" ADD COLUMN     "machineKeyHash" TEXT,
ADD COLUMN     "reopenedAt" TIMESTAMP(3);

-- AlterTable
ALTER TABLE "SmcCall" ADD COLUMN     "proven" BOOLEAN NOT NULL DEFAULT true;

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
UPDATE "SourceServer" SET
  "searchFacts" = replace("searchFacts", lower("machineId"), encode(sha256(convert_to('activation-console machine ' || "machineId", 'UTF8')), 'hex')),
  "machineId" = encode(sha256(convert_to('activation-console machine ' || "machineId", 'UTF8')), 'hex')
WHERE "machineId" ~* '^([0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$';
UPDATE "Registration" SET "machineId" = encode(sha256(convert_to('activation-console machine ' || "machineId", 'UTF8')), 'hex')
WHERE "machineId" ~* '^([0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$';
UPDATE "Refusal" SET "source" = encode(sha256(convert_to('activation-console machine ' || "source", 'UTF8')), 'hex')
WHERE "source" ~* '^([0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$';

-- `%`, `_` and `\` were stored as characters of the private use area; searches escape them now. Rows whose own texts have such
-- characters the program fills anew when it starts.
UPDATE "AccessToken" SET "searchText" = '' WHERE "description" ~ ('[' || chr(57344) || '-' || chr(57346) || ']');
UPDATE "AccessToken" SET
  "searchText" = translate("searchText", chr(57344) || chr(57345) || chr(57346), '%_\'),
  "sortName" = translate("sortName", chr(57344) || chr(57345) || chr(57346), '%_\')
WHERE "searchText" ~ ('[' || chr(57344) || '-' || chr(57346) || ']') OR "sortName" ~ ('[' || chr(57344) || '-' || chr(57346) || ']');
UPDATE "SourceServer" SET "searchName" = '' WHERE "name" ~ ('[' || chr(57344) || '-' || chr(57346) || ']');
UPDATE "SourceServer" SET
  "searchName" = translate("searchName", chr(57344) || chr(57345) || chr(57346), '%_\'),
  "searchFacts" = translate("searchFacts", chr(57344) || chr(57345) || chr(57346), '%_\')
WHERE "searchText" ~ ('[' || chr(57344) || '-' || chr(57346) || ']');
