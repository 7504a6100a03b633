-- Made by planner.store.migrations.write_schema from the migrations. Never edit it by hand.
BEGIN;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
CREATE TABLE pages (
	date TEXT NOT NULL, 
	zone TEXT NOT NULL, 
	day_start INTEGER NOT NULL, 
	work_limit INTEGER NOT NULL, 
	recharge INTEGER NOT NULL, 
	opens INTEGER NOT NULL, 
	closes INTEGER NOT NULL, 
	capacity INTEGER NOT NULL, 
	closed INTEGER NOT NULL, 
	length INTEGER NOT NULL, 
	CONSTRAINT pages_key PRIMARY KEY (date), 
	CONSTRAINT pages_date CHECK (length(date) = 10), 
	CONSTRAINT pages_day_start CHECK (day_start BETWEEN 0 AND 1439), 
	CONSTRAINT pages_limit CHECK (work_limit BETWEEN 10 AND 240), 
	CONSTRAINT pages_recharge CHECK (recharge BETWEEN 3 AND 120), 
	CONSTRAINT pages_hours CHECK (opens BETWEEN 0 AND 2880 AND closes BETWEEN 0 AND 2880), 
	CONSTRAINT pages_capacity CHECK (capacity BETWEEN 0 AND 2880), 
	CONSTRAINT pages_closed CHECK (closed IN (0, 1)), 
	CONSTRAINT pages_length CHECK (length BETWEEN 0 AND 2880)
)
 STRICT;
CREATE TABLE entries (
	id TEXT NOT NULL, 
	page TEXT NOT NULL, 
	title TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	state TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	rank INTEGER, 
	estimate INTEGER, 
	todo INTEGER NOT NULL, 
	tags TEXT NOT NULL, 
	project TEXT, 
	unplanned INTEGER NOT NULL, 
	migrations INTEGER NOT NULL, 
	parent TEXT, 
	origin TEXT, off_screen INTEGER NOT NULL DEFAULT 0 CONSTRAINT entries_off_screen CHECK (off_screen IN (0, 1)), 
	CONSTRAINT entries_key PRIMARY KEY (id), 
	CONSTRAINT entries_page FOREIGN KEY(page) REFERENCES pages (date) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT entries_parent FOREIGN KEY(parent) REFERENCES entries (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT entries_title CHECK (length(title) <= 500), 
	CONSTRAINT entries_kind CHECK (kind IN ('task', 'event', 'note')), 
	CONSTRAINT entries_state CHECK (state IN ('open', 'done', 'migrated', 'scheduled', 'dropped')), 
	CONSTRAINT entries_rank CHECK (rank BETWEEN 1 AND 3), 
	CONSTRAINT entries_ranked CHECK (rank IS NULL OR (kind = 'task' AND state IN ('open', 'done'))), 
	CONSTRAINT entries_estimate CHECK (estimate > 0), 
	CONSTRAINT entries_counts CHECK (todo >= 0 AND migrations >= 0), 
	CONSTRAINT entries_unplanned CHECK (unplanned IN (0, 1))
)
 STRICT;
CREATE INDEX entries_page ON entries (page);
CREATE UNIQUE INDEX entries_three ON entries (page, rank) WHERE rank IS NOT NULL;
CREATE INDEX entries_open ON entries (page) WHERE kind = 'task' AND state = 'open';
CREATE INDEX entries_parent ON entries (parent) WHERE parent IS NOT NULL;
CREATE TABLE boxes (
	id TEXT NOT NULL, 
	page TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	start INTEGER NOT NULL, 
	minutes INTEGER NOT NULL, 
	entry TEXT, 
	title TEXT NOT NULL, 
	place TEXT NOT NULL, 
	pinned INTEGER NOT NULL, 
	auto INTEGER NOT NULL, 
	restful INTEGER NOT NULL, 
	done INTEGER NOT NULL, 
	CONSTRAINT boxes_key PRIMARY KEY (id), 
	CONSTRAINT boxes_page FOREIGN KEY(page) REFERENCES pages (date) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT boxes_entry FOREIGN KEY(entry) REFERENCES entries (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT boxes_kind CHECK (kind IN ('work', 'recharge', 'event')), 
	CONSTRAINT boxes_start CHECK (start >= 0), 
	CONSTRAINT boxes_minutes CHECK (minutes BETWEEN 5 AND 1440), 
	CONSTRAINT boxes_title CHECK (length(title) <= 500 AND length(place) <= 500), 
	CONSTRAINT boxes_laid CHECK (pinned IN (0, 1) AND auto IN (0, 1)), 
	CONSTRAINT boxes_signs CHECK (restful IN (0, 1) AND done IN (0, 1))
)
 STRICT;
CREATE INDEX boxes_page ON boxes (page);
CREATE INDEX boxes_entry ON boxes (entry) WHERE entry IS NOT NULL;
CREATE TABLE intervals (
	id TEXT NOT NULL, 
	page TEXT NOT NULL, 
	start_utc INTEGER NOT NULL, 
	start_offset INTEGER NOT NULL, 
	end_utc INTEGER, 
	end_offset INTEGER, 
	entry TEXT, 
	box TEXT, 
	kind TEXT NOT NULL, 
	source TEXT NOT NULL, 
	CONSTRAINT intervals_key PRIMARY KEY (id), 
	CONSTRAINT intervals_page FOREIGN KEY(page) REFERENCES pages (date) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT intervals_entry FOREIGN KEY(entry) REFERENCES entries (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT intervals_box FOREIGN KEY(box) REFERENCES boxes (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT intervals_order CHECK (end_utc > start_utc), 
	CONSTRAINT intervals_end CHECK ((end_utc IS NULL) = (end_offset IS NULL)), 
	CONSTRAINT intervals_start_offset CHECK (start_offset BETWEEN -86400 AND 86400), 
	CONSTRAINT intervals_end_offset CHECK (end_offset BETWEEN -86400 AND 86400), 
	CONSTRAINT intervals_kind CHECK (kind IN ('work', 'recharge', 'meditation')), 
	CONSTRAINT intervals_source CHECK (source IN ('timer', 'typed', 'paper'))
)
 STRICT;
CREATE INDEX intervals_page ON intervals (page);
CREATE INDEX intervals_entry ON intervals (entry) WHERE entry IS NOT NULL;
CREATE INDEX intervals_box ON intervals (box) WHERE box IS NOT NULL;
CREATE UNIQUE INDEX intervals_running ON intervals ((end_utc IS NULL)) WHERE end_utc IS NULL;
CREATE TABLE edits (
	number INTEGER NOT NULL, 
	at INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	label TEXT NOT NULL, 
	target INTEGER, 
	undone INTEGER NOT NULL, 
	changes TEXT NOT NULL, noted INTEGER NOT NULL DEFAULT 0 CONSTRAINT edits_noted CHECK (noted IN (0, 1)), 
	CONSTRAINT edits_key PRIMARY KEY (number), 
	CONSTRAINT edits_kind CHECK (kind IN ('do', 'undo', 'redo')), 
	CONSTRAINT edits_target CHECK ((kind = 'do') = (target IS NULL)), 
	CONSTRAINT edits_undone CHECK (undone IN (0, 1))
)
 STRICT;
CREATE TABLE edit_pages (
	page TEXT NOT NULL, 
	number INTEGER NOT NULL, 
	CONSTRAINT edit_pages_key PRIMARY KEY (page, number)
)
 WITHOUT ROWID,
 STRICT;
CREATE TABLE thinned (
	page TEXT NOT NULL, 
	number INTEGER NOT NULL, 
	CONSTRAINT thinned_key PRIMARY KEY (page)
)
 STRICT;
CREATE TABLE kept_states (
	page TEXT NOT NULL, 
	number INTEGER NOT NULL, 
	state TEXT NOT NULL, 
	CONSTRAINT kept_states_key PRIMARY KEY (page, number)
)
 STRICT;
CREATE TABLE prints (
	id TEXT NOT NULL, 
	page TEXT NOT NULL, 
	number INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	options TEXT NOT NULL, 
	file TEXT NOT NULL, 
	at INTEGER NOT NULL, 
	sheets TEXT NOT NULL, 
	CONSTRAINT prints_key PRIMARY KEY (id)
)
 STRICT;
CREATE INDEX prints_page ON prints (page, number);
CREATE TRIGGER boxes_span_new BEFORE INSERT ON boxes WHEN NEW.start + NEW.minutes > (SELECT length FROM pages WHERE date = NEW.page) BEGIN SELECT RAISE(ABORT, 'boxes_span'); END;
CREATE TRIGGER boxes_span_moved BEFORE UPDATE OF page, start, minutes ON boxes WHEN NEW.start + NEW.minutes > (SELECT length FROM pages WHERE date = NEW.page) BEGIN SELECT RAISE(ABORT, 'boxes_span'); END;
CREATE TRIGGER pages_span_new BEFORE INSERT ON pages WHEN EXISTS (SELECT 1 FROM boxes WHERE page = NEW.date AND start + minutes > NEW.length) BEGIN SELECT RAISE(ABORT, 'boxes_span'); END;
CREATE TRIGGER pages_span_cut BEFORE UPDATE OF length ON pages WHEN EXISTS (SELECT 1 FROM boxes WHERE page = NEW.date AND start + minutes > NEW.length) BEGIN SELECT RAISE(ABORT, 'boxes_span'); END;
CREATE TABLE remarks (
	id TEXT NOT NULL, 
	page TEXT NOT NULL, 
	at_utc INTEGER NOT NULL, 
	at_offset INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	minutes INTEGER NOT NULL, 
	words TEXT NOT NULL, 
	feeling TEXT NOT NULL, 
	entry TEXT, 
	CONSTRAINT remarks_key PRIMARY KEY (id), 
	CONSTRAINT remarks_page FOREIGN KEY(page) REFERENCES pages (date) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT remarks_entry FOREIGN KEY(entry) REFERENCES entries (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT remarks_offset CHECK (at_offset BETWEEN -86400 AND 86400), 
	CONSTRAINT remarks_kind CHECK (kind IN ('postponed', 'left', 'quiet', 'feeling')), 
	CONSTRAINT remarks_minutes CHECK (minutes BETWEEN 0 AND 1440), 
	CONSTRAINT remarks_words CHECK (length(words) <= 500 AND length(feeling) <= 500)
)
 STRICT;
CREATE INDEX remarks_page ON remarks (page);
CREATE INDEX remarks_entry ON remarks (entry) WHERE entry IS NOT NULL;
CREATE TABLE imports (
	id TEXT NOT NULL, 
	page TEXT NOT NULL, 
	name TEXT NOT NULL, 
	tasks INTEGER NOT NULL, 
	CONSTRAINT imports_key PRIMARY KEY (id), 
	CONSTRAINT imports_page CHECK (length(page) = 10), 
	CONSTRAINT imports_tasks CHECK (tasks > 0)
)
 STRICT;
CREATE TABLE past_tasks (
	number INTEGER NOT NULL, 
	import_id TEXT NOT NULL, 
	line INTEGER NOT NULL, 
	"key" TEXT NOT NULL, 
	day TEXT NOT NULL, 
	title TEXT NOT NULL, 
	tags TEXT NOT NULL, 
	project TEXT, 
	estimate_ms INTEGER, 
	actual_ms INTEGER NOT NULL, 
	finished INTEGER NOT NULL, 
	CONSTRAINT past_tasks_key PRIMARY KEY (number), 
	CONSTRAINT past_tasks_day CHECK (length(day) = 10), 
	CONSTRAINT past_tasks_title CHECK (length(title) <= 500), 
	CONSTRAINT past_tasks_estimate CHECK (estimate_ms > 0), 
	CONSTRAINT past_tasks_actual CHECK (actual_ms > 0), 
	CONSTRAINT past_tasks_finished CHECK (finished IN (0, 1))
)
 STRICT;
CREATE INDEX past_tasks_import ON past_tasks (import_id);
CREATE INDEX past_tasks_of_key ON past_tasks ("key", number);
CREATE INDEX past_tasks_of_day ON past_tasks (day);
CREATE INDEX entries_origin ON entries (origin) WHERE origin IS NOT NULL;
CREATE TABLE pictures (
	id TEXT NOT NULL, 
	page TEXT NOT NULL, 
	at_utc INTEGER NOT NULL, 
	at_offset INTEGER NOT NULL, 
	print TEXT NOT NULL, 
	sheet INTEGER NOT NULL, 
	photo TEXT NOT NULL, 
	sheets INTEGER NOT NULL, 
	CONSTRAINT pictures_key PRIMARY KEY (id), 
	CONSTRAINT pictures_page FOREIGN KEY(page) REFERENCES pages (date) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT pictures_offset CHECK (at_offset BETWEEN -86400 AND 86400), 
	CONSTRAINT pictures_counts CHECK (sheet > 0 AND sheets > 0)
)
 STRICT;
CREATE INDEX pictures_page ON pictures (page);
CREATE INDEX pictures_photo ON pictures (photo);
INSERT INTO alembic_version VALUES ('0004');
PRAGMA application_id = 1413634128;
PRAGMA user_version = 4;
COMMIT;
