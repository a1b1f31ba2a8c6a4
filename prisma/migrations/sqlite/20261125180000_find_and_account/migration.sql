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

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_AccessToken" (
    "id" TEXT NOT NULL PRIMARY KEY,
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
INSERT INTO "new_AccessToken" ("codeHash", "count", "createdAt", "createdBy", "deletedAt", "description", "disabledAt", "expiresAt", "id", "name", "registeredCount", "submissionId") SELECT "codeHash", "count", "createdAt", "createdBy", "deletedAt", "description", "disabledAt", "expiresAt", "id", "name", "registeredCount", "submissionId" FROM "AccessToken";
DROP TABLE "AccessToken";
ALTER TABLE "new_AccessToken" RENAME TO "AccessToken";
CREATE UNIQUE INDEX "AccessToken_codeHash_key" ON "AccessToken"("codeHash");
CREATE INDEX "AccessToken_horizon_expiresAt_idx" ON "AccessToken"("horizon", "expiresAt");
CREATE UNIQUE INDEX "AccessToken_createdBy_submissionId_key" ON "AccessToken"("createdBy", "submissionId");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

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
CREATE INDEX "AccessToken_sortName_id_idx" ON "AccessToken"("sortName", "id") WHERE "deletedAt" IS NULL;
-- Rows whose search columns the program has still to fill (lib/tokens/search-columns.ts).
CREATE INDEX "AccessToken_unfilled_idx" ON "AccessToken"("id") WHERE "searchText" = '';

-- Search for a part of a text, by its trigrams. The text has a row number of its own, which stays the same over VACUUM.
CREATE TABLE "AccessTokenText" ("row" INTEGER PRIMARY KEY, "id" TEXT NOT NULL UNIQUE, "text" TEXT NOT NULL);
CREATE VIRTUAL TABLE "AccessTokenSearch" USING fts5("text", content='AccessTokenText', content_rowid='row', tokenize='trigram case_sensitive 1');
CREATE TRIGGER "AccessTokenText_insert" AFTER INSERT ON "AccessTokenText" BEGIN
  INSERT INTO "AccessTokenSearch" (rowid, "text") VALUES (NEW."row", NEW."text");
END;
CREATE TRIGGER "AccessTokenText_delete" AFTER DELETE ON "AccessTokenText" BEGIN
  INSERT INTO "AccessTokenSearch" ("AccessTokenSearch", rowid, "text") VALUES ('delete', OLD."row", OLD."text");
END;
CREATE TRIGGER "AccessTokenText_update" AFTER UPDATE ON "AccessTokenText" BEGIN
  INSERT INTO "AccessTokenSearch" ("AccessTokenSearch", rowid, "text") VALUES ('delete', OLD."row", OLD."text");
  INSERT INTO "AccessTokenSearch" (rowid, "text") VALUES (NEW."row", NEW."text");
END;
CREATE TRIGGER "AccessToken_search_insert" AFTER INSERT ON "AccessToken" WHEN NEW."deletedAt" IS NULL BEGIN
  INSERT INTO "AccessTokenText" ("id", "text") VALUES (NEW."id", NEW."searchText");
END;
CREATE TRIGGER "AccessToken_search_update" AFTER UPDATE OF "searchText" ON "AccessToken" WHEN NEW."deletedAt" IS NULL AND OLD."deletedAt" IS NULL AND NEW."searchText" <> OLD."searchText" BEGIN
  UPDATE "AccessTokenText" SET "text" = NEW."searchText" WHERE "id" = NEW."id";
END;
CREATE TRIGGER "AccessToken_search_hide" AFTER UPDATE OF "deletedAt" ON "AccessToken" WHEN NEW."deletedAt" IS NOT NULL BEGIN
  DELETE FROM "AccessTokenText" WHERE "id" = NEW."id";
END;
CREATE TRIGGER "AccessToken_search_show" AFTER UPDATE OF "deletedAt" ON "AccessToken" WHEN NEW."deletedAt" IS NULL AND OLD."deletedAt" IS NOT NULL BEGIN
  INSERT INTO "AccessTokenText" ("id", "text") VALUES (NEW."id", NEW."searchText");
END;
CREATE TRIGGER "AccessToken_search_delete" AFTER DELETE ON "AccessToken" BEGIN
  DELETE FROM "AccessTokenText" WHERE "id" = OLD."id";
END;
INSERT INTO "AccessTokenText" ("id", "text") SELECT "id", "searchText" FROM "AccessToken" WHERE "deletedAt" IS NULL;
CREATE TABLE "SourceServerText" ("row" INTEGER PRIMARY KEY, "id" TEXT NOT NULL UNIQUE, "text" TEXT NOT NULL);
CREATE VIRTUAL TABLE "SourceServerSearch" USING fts5("text", content='SourceServerText', content_rowid='row', tokenize='trigram case_sensitive 1');
CREATE TRIGGER "SourceServerText_insert" AFTER INSERT ON "SourceServerText" BEGIN
  INSERT INTO "SourceServerSearch" (rowid, "text") VALUES (NEW."row", NEW."text");
END;
CREATE TRIGGER "SourceServerText_delete" AFTER DELETE ON "SourceServerText" BEGIN
  INSERT INTO "SourceServerSearch" ("SourceServerSearch", rowid, "text") VALUES ('delete', OLD."row", OLD."text");
END;
CREATE TRIGGER "SourceServerText_update" AFTER UPDATE ON "SourceServerText" BEGIN
  INSERT INTO "SourceServerSearch" ("SourceServerSearch", rowid, "text") VALUES ('delete', OLD."row", OLD."text");
  INSERT INTO "SourceServerSearch" (rowid, "text") VALUES (NEW."row", NEW."text");
END;
CREATE TRIGGER "SourceServer_search_insert" AFTER INSERT ON "SourceServer" WHEN NEW."deletedAt" IS NULL BEGIN
  INSERT INTO "SourceServerText" ("id", "text") VALUES (NEW."id", NEW."searchName" || char(10) || NEW."searchFacts");
END;
CREATE TRIGGER "SourceServer_search_update" AFTER UPDATE OF "searchName", "searchFacts" ON "SourceServer" WHEN NEW."deletedAt" IS NULL AND OLD."deletedAt" IS NULL AND NEW."searchName" || char(10) || NEW."searchFacts" <> OLD."searchName" || char(10) || OLD."searchFacts" BEGIN
  UPDATE "SourceServerText" SET "text" = NEW."searchName" || char(10) || NEW."searchFacts" WHERE "id" = NEW."id";
END;
CREATE TRIGGER "SourceServer_search_hide" AFTER UPDATE OF "deletedAt" ON "SourceServer" WHEN NEW."deletedAt" IS NOT NULL BEGIN
  DELETE FROM "SourceServerText" WHERE "id" = NEW."id";
END;
CREATE TRIGGER "SourceServer_search_show" AFTER UPDATE OF "deletedAt" ON "SourceServer" WHEN NEW."deletedAt" IS NULL AND OLD."deletedAt" IS NOT NULL BEGIN
  INSERT INTO "SourceServerText" ("id", "text") VALUES (NEW."id", NEW."searchName" || char(10) || NEW."searchFacts");
END;
CREATE TRIGGER "SourceServer_search_delete" AFTER DELETE ON "SourceServer" BEGIN
  DELETE FROM "SourceServerText" WHERE "id" = OLD."id";
END;
INSERT INTO "SourceServerText" ("id", "text") SELECT "id", "searchName" || char(10) || "searchFacts" FROM "SourceServer" WHERE "deletedAt" IS NULL;

-- What was counted before, as far as the ledger tells: a refusal by the day of its last attempt.
INSERT INTO "DailyTally" ("day", "kind", "slot", "count")
  SELECT substr("at", 1, 10), 'registration', 0, count(*) FROM "Registration" GROUP BY 1;
INSERT INTO "DailyTally" ("day", "kind", "slot", "count")
  SELECT substr("lastAt", 1, 10), 'refusal', 0, sum("attempts") FROM "Refusal" GROUP BY 1;
