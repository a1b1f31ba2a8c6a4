-- DropIndex
DROP INDEX "AuditEvent_target_at_idx";

-- CreateTable
CREATE TABLE "FormerCode" (
    "codeHash" TEXT NOT NULL PRIMARY KEY,
    "tokenId" TEXT NOT NULL,
    "replacedAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "DailyTally" (
    "day" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "slot" INTEGER NOT NULL,
    "count" INTEGER NOT NULL,

    PRIMARY KEY ("day", "kind", "slot")
);

-- Both tables that are searched get a row number of their own, which stays the same over VACUUM: the search names rows by it.
CREATE TABLE "new_AccessToken" (
    "row" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "codeHash" TEXT NOT NULL,
    "name" TEXT,
    "description" TEXT,
    "count" INTEGER NOT NULL,
    "registeredCount" INTEGER NOT NULL DEFAULT 0,
    "expiresAt" DATETIME NOT NULL,
    "disabledAt" DATETIME,
    "deletedAt" DATETIME,
    "createdAt" DATETIME NOT NULL,
    "createdBy" TEXT NOT NULL,
    "submissionId" TEXT,
    "replacedAt" DATETIME,
    "searchText" TEXT NOT NULL DEFAULT '',
    "sortName" TEXT NOT NULL DEFAULT '',
    "horizon" INTEGER NOT NULL DEFAULT 3
);
INSERT INTO "new_AccessToken" ("codeHash", "count", "createdAt", "createdBy", "deletedAt", "description", "disabledAt", "expiresAt", "id", "name", "registeredCount", "submissionId")
  SELECT "codeHash", "count", "createdAt", "createdBy", "deletedAt", "description", "disabledAt", "expiresAt", "id", "name", "registeredCount", "submissionId" FROM "AccessToken" ORDER BY "createdAt", "id";
DROP TABLE "AccessToken";
ALTER TABLE "new_AccessToken" RENAME TO "AccessToken";
CREATE UNIQUE INDEX "AccessToken_codeHash_key" ON "AccessToken"("codeHash");
CREATE UNIQUE INDEX "AccessToken_createdBy_submissionId_key" ON "AccessToken"("createdBy", "submissionId");
CREATE INDEX "AccessToken_horizon_expiresAt_idx" ON "AccessToken"("horizon", "expiresAt");

CREATE TABLE "new_SourceServer" (
    "row" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "machineId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT,
    "hostname" TEXT NOT NULL,
    "platform" TEXT NOT NULL,
    "architecture" TEXT NOT NULL,
    "agentVersion" TEXT NOT NULL,
    "systemInfo" TEXT NOT NULL,
    "searchFacts" TEXT NOT NULL,
    "searchName" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "lastTokenId" TEXT NOT NULL,
    "registeredAt" DATETIME NOT NULL,
    "seenAt" DATETIME NOT NULL,
    "deletedAt" DATETIME,
    "searchText" TEXT GENERATED ALWAYS AS ("searchName" || char(10) || "searchFacts") VIRTUAL
);
INSERT INTO "new_SourceServer" ("agentVersion", "architecture", "deletedAt", "description", "hostname", "id", "lastTokenId", "machineId", "name", "platform", "registeredAt", "searchFacts", "searchName", "seenAt", "state", "systemInfo")
  SELECT "agentVersion", "architecture", "deletedAt", "description", "hostname", "id", "lastTokenId", "machineId", "name", "platform", "registeredAt", "searchFacts", "searchName", "seenAt", "state", "systemInfo" FROM "SourceServer" ORDER BY "registeredAt", "id";
DROP TABLE "SourceServer";
ALTER TABLE "new_SourceServer" RENAME TO "SourceServer";
CREATE UNIQUE INDEX "SourceServer_machineId_key" ON "SourceServer"("machineId");
CREATE INDEX "SourceServer_deletedAt_registeredAt_id_idx" ON "SourceServer"("deletedAt", "registeredAt", "id");

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
  WHEN "expiresAt" <= strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now') THEN 0 WHEN "expiresAt" <= strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now', '+7 days') THEN 1 WHEN "expiresAt" <= strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now', '+30 days') THEN 2 ELSE 3 END;

-- The list of codes reads one index range for each shelf. A deleted code lies on none. lib/tokens/shelf.ts names the shelves.
ALTER TABLE "AccessToken" ADD COLUMN "shelf" INTEGER GENERATED ALWAYS AS (
  CASE WHEN "deletedAt" IS NOT NULL THEN NULL ELSE "horizon" * 6 + CASE
    WHEN "disabledAt" IS NOT NULL AND "registeredCount" > 0 THEN 5
    WHEN "disabledAt" IS NOT NULL THEN 4
    WHEN "registeredCount" >= "count" THEN 3
    WHEN "registeredCount" * 5 >= "count" * 4 THEN 2
    WHEN "registeredCount" > 0 THEN 1
    ELSE 0 END END
) VIRTUAL;
-- Millionths of the count that are used: no two fractions of a count up to 1000 fall together.
ALTER TABLE "AccessToken" ADD COLUMN "usage" INTEGER GENERATED ALWAYS AS ("registeredCount" * 1000000 / NULLIF("count", 0)) VIRTUAL;
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
CREATE VIRTUAL TABLE "AccessTokenSearch" USING fts5("searchText", content='AccessToken', content_rowid='row', tokenize='trigram case_sensitive 1');
CREATE TRIGGER "AccessToken_search_insert" AFTER INSERT ON "AccessToken" WHEN NEW."deletedAt" IS NULL BEGIN
  INSERT INTO "AccessTokenSearch" (rowid, "searchText") VALUES (NEW."row", NEW."searchText");
END;
CREATE TRIGGER "AccessToken_search_update" AFTER UPDATE OF "searchText" ON "AccessToken" WHEN NEW."deletedAt" IS NULL AND OLD."deletedAt" IS NULL AND NEW."searchText" <> OLD."searchText" BEGIN
  INSERT INTO "AccessTokenSearch" ("AccessTokenSearch", rowid, "searchText") VALUES ('delete', OLD."row", OLD."searchText");
  INSERT INTO "AccessTokenSearch" (rowid, "searchText") VALUES (NEW."row", NEW."searchText");
END;
CREATE TRIGGER "AccessToken_search_hide" AFTER UPDATE OF "deletedAt" ON "AccessToken" WHEN NEW."deletedAt" IS NOT NULL AND OLD."deletedAt" IS NULL BEGIN
  INSERT INTO "AccessTokenSearch" ("AccessTokenSearch", rowid, "searchText") VALUES ('delete', OLD."row", OLD."searchText");
END;
CREATE TRIGGER "AccessToken_search_show" AFTER UPDATE OF "deletedAt" ON "AccessToken" WHEN NEW."deletedAt" IS NULL AND OLD."deletedAt" IS NOT NULL BEGIN
  INSERT INTO "AccessTokenSearch" (rowid, "searchText") VALUES (NEW."row", NEW."searchText");
END;
CREATE TRIGGER "AccessToken_search_delete" AFTER DELETE ON "AccessToken" WHEN OLD."deletedAt" IS NULL BEGIN
  INSERT INTO "AccessTokenSearch" ("AccessTokenSearch", rowid, "searchText") VALUES ('delete', OLD."row", OLD."searchText");
END;
INSERT INTO "AccessTokenSearch" (rowid, "searchText") SELECT "row", "searchText" FROM "AccessToken" WHERE "deletedAt" IS NULL;
CREATE VIRTUAL TABLE "SourceServerSearch" USING fts5("searchText", content='SourceServer', content_rowid='row', tokenize='trigram case_sensitive 1');
CREATE TRIGGER "SourceServer_search_insert" AFTER INSERT ON "SourceServer" WHEN NEW."deletedAt" IS NULL BEGIN
  INSERT INTO "SourceServerSearch" (rowid, "searchText") VALUES (NEW."row", NEW."searchText");
END;
CREATE TRIGGER "SourceServer_search_update" AFTER UPDATE OF "searchName", "searchFacts" ON "SourceServer" WHEN NEW."deletedAt" IS NULL AND OLD."deletedAt" IS NULL AND NEW."searchText" <> OLD."searchText" BEGIN
  INSERT INTO "SourceServerSearch" ("SourceServerSearch", rowid, "searchText") VALUES ('delete', OLD."row", OLD."searchText");
  INSERT INTO "SourceServerSearch" (rowid, "searchText") VALUES (NEW."row", NEW."searchText");
END;
CREATE TRIGGER "SourceServer_search_hide" AFTER UPDATE OF "deletedAt" ON "SourceServer" WHEN NEW."deletedAt" IS NOT NULL AND OLD."deletedAt" IS NULL BEGIN
  INSERT INTO "SourceServerSearch" ("SourceServerSearch", rowid, "searchText") VALUES ('delete', OLD."row", OLD."searchText");
END;
CREATE TRIGGER "SourceServer_search_show" AFTER UPDATE OF "deletedAt" ON "SourceServer" WHEN NEW."deletedAt" IS NULL AND OLD."deletedAt" IS NOT NULL BEGIN
  INSERT INTO "SourceServerSearch" (rowid, "searchText") VALUES (NEW."row", NEW."searchText");
END;
CREATE TRIGGER "SourceServer_search_delete" AFTER DELETE ON "SourceServer" WHEN OLD."deletedAt" IS NULL BEGIN
  INSERT INTO "SourceServerSearch" ("SourceServerSearch", rowid, "searchText") VALUES ('delete', OLD."row", OLD."searchText");
END;
INSERT INTO "SourceServerSearch" (rowid, "searchText") SELECT "row", "searchText" FROM "SourceServer" WHERE "deletedAt" IS NULL;

-- What was counted before, as far as the ledger tells: a refusal by the day of its last attempt.
INSERT INTO "DailyTally" ("day", "kind", "slot", "count")
  SELECT substr("at", 1, 10), 'registration', 0, count(*) FROM "Registration" GROUP BY 1;
INSERT INTO "DailyTally" ("day", "kind", "slot", "count")
  SELECT substr("lastAt", 1, 10), 'refusal', 0, sum("attempts") FROM "Refusal" GROUP BY 1;
