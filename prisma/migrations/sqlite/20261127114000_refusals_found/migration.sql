-- A refusal is found by a part of its host name, machine or address. Rebuilt, because the index of a search needs a
-- number for each row that stays the same.
CREATE TABLE "new_Refusal" (
    "row" INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "tokenId" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "hostname" TEXT,
    "ip" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL,
    "firstAt" DATETIME NOT NULL,
    "lastAt" DATETIME NOT NULL,
    "searchText" TEXT NOT NULL DEFAULT ''
);
INSERT INTO "new_Refusal" ("id", "tokenId", "reason", "source", "hostname", "ip", "attempts", "firstAt", "lastAt", "searchText")
  SELECT "id", "tokenId", "reason", "source", "hostname", "ip", "attempts", "firstAt", "lastAt",
    lower(COALESCE("hostname", '') || char(10) || "source" || char(10) || "ip")
  FROM "Refusal" ORDER BY "lastAt", "id";
DROP TABLE "Refusal";
ALTER TABLE "new_Refusal" RENAME TO "Refusal";
CREATE INDEX "Refusal_tokenId_lastAt_id_idx" ON "Refusal"("tokenId", "lastAt", "id");
CREATE INDEX "Refusal_lastAt_id_idx" ON "Refusal"("lastAt", "id");
CREATE INDEX "Refusal_reason_lastAt_id_idx" ON "Refusal"("reason", "lastAt", "id");
CREATE UNIQUE INDEX "Refusal_tokenId_reason_source_key" ON "Refusal"("tokenId", "reason", "source");
CREATE VIRTUAL TABLE "RefusalSearch" USING fts5("searchText", content='Refusal', content_rowid='row', tokenize='trigram case_sensitive 1');
CREATE TRIGGER "Refusal_search_insert" AFTER INSERT ON "Refusal" BEGIN
  INSERT INTO "RefusalSearch" (rowid, "searchText") VALUES (NEW."row", NEW."searchText");
END;
CREATE TRIGGER "Refusal_search_update" AFTER UPDATE OF "searchText" ON "Refusal" WHEN NEW."searchText" <> OLD."searchText" BEGIN
  INSERT INTO "RefusalSearch" ("RefusalSearch", rowid, "searchText") VALUES ('delete', OLD."row", OLD."searchText");
  INSERT INTO "RefusalSearch" (rowid, "searchText") VALUES (NEW."row", NEW."searchText");
END;
CREATE TRIGGER "Refusal_search_delete" AFTER DELETE ON "Refusal" BEGIN
  INSERT INTO "RefusalSearch" ("RefusalSearch", rowid, "searchText") VALUES ('delete', OLD."row", OLD."searchText");
END;
INSERT INTO "RefusalSearch" (rowid, "searchText") SELECT "row", "searchText" FROM "Refusal";

-- Source servers of a code, the newest first.
CREATE INDEX "SourceServer_lastTokenId_registeredAt_id_idx" ON "SourceServer"("lastTokenId", "registeredAt", "id");
