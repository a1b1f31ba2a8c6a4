-- DropIndex
DROP INDEX "AccessToken_deletedAt_createdAt_id_idx";

-- DropIndex
DROP INDEX "AuditEvent_target_at_idx";

-- AlterTable
ALTER TABLE "AccessToken" ADD COLUMN     "horizon" INTEGER NOT NULL DEFAULT 3,
ADD COLUMN     "replacedAt" TIMESTAMP(3),
ADD COLUMN     "searchText" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "sortName" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "FormerCode" (
    "codeHash" TEXT NOT NULL,
    "tokenId" TEXT NOT NULL,
    "replacedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "FormerCode_pkey" PRIMARY KEY ("codeHash")
);

-- CreateTable
CREATE TABLE "DailyTally" (
    "day" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "slot" INTEGER NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "DailyTally_pkey" PRIMARY KEY ("day","kind","slot")
);

-- CreateIndex
CREATE INDEX "AccessToken_horizon_expiresAt_idx" ON "AccessToken"("horizon", "expiresAt");

-- CreateIndex
CREATE INDEX "FormerCode_tokenId_replacedAt_idx" ON "FormerCode"("tokenId", "replacedAt");

-- CreateIndex
CREATE INDEX "AuditEvent_actorId_at_id_idx" ON "AuditEvent"("actorId", "at", "id");

-- CreateIndex
CREATE INDEX "AuditEvent_action_at_id_idx" ON "AuditEvent"("action", "at", "id");

-- CreateIndex
CREATE INDEX "AuditEvent_actorId_action_at_id_idx" ON "AuditEvent"("actorId", "action", "at", "id");

-- CreateIndex
CREATE INDEX "AuditEvent_target_at_id_idx" ON "AuditEvent"("target", "at", "id");

-- CreateIndex
CREATE INDEX "Registration_at_tokenId_machineId_idx" ON "Registration"("at", "tokenId", "machineId");

-- CreateIndex
CREATE INDEX "Refusal_lastAt_id_idx" ON "Refusal"("lastAt", "id");

-- Where the expiry of what is there already stands; from here on the program keeps it.
UPDATE "AccessToken" SET "horizon" = CASE
  WHEN "expiresAt" <= now() AT TIME ZONE 'UTC' THEN 0 WHEN "expiresAt" <= now() AT TIME ZONE 'UTC' + interval '7 days' THEN 1 WHEN "expiresAt" <= now() AT TIME ZONE 'UTC' + interval '30 days' THEN 2 ELSE 3 END;

-- The list of codes reads one index range for each shelf. A deleted code lies on none. lib/tokens/shelf.ts names the shelves.
ALTER TABLE "AccessToken" ADD COLUMN "shelf" INTEGER GENERATED ALWAYS AS (
  CASE WHEN "deletedAt" IS NOT NULL THEN NULL ELSE "horizon" * 6 + CASE
    WHEN "disabledAt" IS NOT NULL AND "registeredCount" > 0 THEN 5
    WHEN "disabledAt" IS NOT NULL THEN 4
    WHEN "registeredCount" >= "count" THEN 3
    WHEN "registeredCount" * 5 >= "count" * 4 THEN 2
    WHEN "registeredCount" > 0 THEN 1
    ELSE 0 END END
) STORED;
-- Millionths of the count that are used: no two fractions of a count up to 1000 fall together.
ALTER TABLE "AccessToken" ADD COLUMN "usage" INTEGER GENERATED ALWAYS AS ("registeredCount" * 1000000 / NULLIF("count", 0)) STORED;
-- In the order of the bytes, as on SQLite.
ALTER TABLE "AccessToken" ALTER COLUMN "sortName" TYPE TEXT COLLATE "C";
CREATE INDEX "AccessToken_shelf_createdAt_id_idx" ON "AccessToken"("shelf", "createdAt", "id");
CREATE INDEX "AccessToken_shelf_expiresAt_id_idx" ON "AccessToken"("shelf", "expiresAt", "id");
CREATE INDEX "AccessToken_shelf_usage_id_idx" ON "AccessToken"("shelf", "usage", "id");
CREATE INDEX "AccessToken_shelf_sortName_id_idx" ON "AccessToken"("shelf", "sortName", "id");
CREATE INDEX "AccessToken_createdBy_shelf_createdAt_id_idx" ON "AccessToken"("createdBy", "shelf", "createdAt", "id");
CREATE INDEX "AccessToken_createdBy_shelf_expiresAt_id_idx" ON "AccessToken"("createdBy", "shelf", "expiresAt", "id");
CREATE INDEX "AccessToken_createdBy_shelf_usage_id_idx" ON "AccessToken"("createdBy", "shelf", "usage", "id");
CREATE INDEX "AccessToken_createdBy_shelf_sortName_id_idx" ON "AccessToken"("createdBy", "shelf", "sortName", "id");
-- Rows whose search columns the program has still to fill (lib/tokens/search-columns.ts).
CREATE INDEX "AccessToken_unfilled_idx" ON "AccessToken"("id") WHERE "searchText" = '';

-- Search for a part of a text, by its trigrams.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE INDEX "AccessToken_searchText_trigram_idx" ON "AccessToken" USING gin ("searchText" gin_trgm_ops) WITH (fastupdate = off) WHERE "deletedAt" IS NULL;
ALTER TABLE "SourceServer" ADD COLUMN "searchText" TEXT GENERATED ALWAYS AS ("searchName" || chr(10) || "searchFacts") STORED;
CREATE INDEX "SourceServer_searchText_trigram_idx" ON "SourceServer" USING gin ("searchText" gin_trgm_ops) WITH (fastupdate = off) WHERE "deletedAt" IS NULL;

-- What was counted before, as far as the ledger tells: a refusal by the day of its last attempt.
INSERT INTO "DailyTally" ("day", "kind", "slot", "count")
  SELECT to_char("at", 'YYYY-MM-DD'), 'registration', 0, count(*) FROM "Registration" GROUP BY 1;
INSERT INTO "DailyTally" ("day", "kind", "slot", "count")
  SELECT to_char("lastAt", 'YYYY-MM-DD'), 'refusal', 0, sum("attempts") FROM "Refusal" GROUP BY 1;
