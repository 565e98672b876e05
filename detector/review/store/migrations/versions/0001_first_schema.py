"""The first schema."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make all tables."""
    op.create_table(
        "batches",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("generated_by", sa.JSON(), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_batches"),
    )
    op.create_table(
        "cached",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("value", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_cached"),
    )
    op.create_table(
        "findings",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("story_id", sa.String(length=16), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_findings"),
    )
    op.create_index("ix_findings_story_id", "findings", ["story_id"])

    op.create_table(
        "fusions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("weights", sa.JSON(), nullable=False),
        sa.Column("fingerprint", sa.String(length=16), nullable=False),
        sa.Column("corrects", sa.String(length=16), nullable=False),
        sa.Column("verdicts", sa.JSON(), nullable=False),
        sa.Column("measures", sa.JSON(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_fusions"),
    )
    op.create_table(
        "reviewers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("password_hash", sa.Text()),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_reviewers"),
        sa.UniqueConstraint("name", name="uq_reviewers_name"),
    )
    op.create_table(
        "stories",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_stories"),
    )
    op.create_table(
        "articles",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("origin_id", sa.String(length=16), nullable=False),
        sa.Column("published", sa.Date()),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("first_batch", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["first_batch"], ["batches.id"], name="fk_articles_first_batch"),
        sa.PrimaryKeyConstraint("id", name="pk_articles"),
    )
    op.create_table(
        "items",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("story_id", sa.String(length=16), nullable=False),
        sa.Column("finding_id", sa.String(length=16)),
        sa.Column("a", sa.String(length=16), nullable=False),
        sa.Column("b", sa.String(length=16), nullable=False),
        sa.Column("label", sa.String(length=16), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("languages", sa.Text(), nullable=False),
        sa.Column("probability", sa.Double(), nullable=False),
        sa.Column("reach", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Date()),
        sa.Column("last_day", sa.Date()),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("first_batch", sa.Integer(), nullable=False),
        sa.Column("last_batch", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("status", sa.String(length=8), nullable=False),
        sa.Column("verdict", sa.String(length=16)),
        sa.Column("assigned_to", sa.Integer()),
        sa.Column("held_by", sa.Integer()),
        sa.Column("held_until", sa.DateTime(timezone=True)),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["assigned_to"], ["reviewers.id"], name="fk_items_assigned_to"),
        sa.ForeignKeyConstraint(["first_batch"], ["batches.id"], name="fk_items_first_batch"),
        sa.ForeignKeyConstraint(["held_by"], ["reviewers.id"], name="fk_items_held_by"),
        sa.ForeignKeyConstraint(["last_batch"], ["batches.id"], name="fk_items_last_batch"),
        sa.PrimaryKeyConstraint("id", name="pk_items"),
    )
    op.create_index("ix_items_assigned_to", "items", ["assigned_to"])
    op.create_index(
        "ix_items_facets", "items",
        ["label", "kind", "languages", "status", "state", "verdict", "story_id",
         "probability", "first_day", "last_day", "first_batch", "id", "reach"],
    )  # fmt: skip
    op.create_index("ix_items_first_batch", "items", ["first_batch"])
    op.create_index("ix_items_held_by", "items", ["held_by"])
    op.create_index("ix_items_last_day", "items", ["last_day", "id"])
    op.create_index("ix_items_probability", "items", ["probability", "id"])
    op.create_index("ix_items_queue", "items", ["label", "status", "probability", "id"])
    op.create_index("ix_items_reach", "items", ["reach", "id"])
    op.create_index("ix_items_story_id", "items", ["story_id"])

    op.create_table(
        "saved_views",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reviewer_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("query", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["reviewer_id"], ["reviewers.id"], name="fk_saved_views_reviewer_id"),
        sa.PrimaryKeyConstraint("id", name="pk_saved_views"),
        sa.UniqueConstraint("reviewer_id", "name", name="uq_saved_views_reviewer_id"),
    )
    op.create_table(
        "claims",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("article_id", sa.String(length=16), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name="fk_claims_article_id"),
        sa.PrimaryKeyConstraint("id", name="pk_claims"),
    )
    op.create_index("ix_claims_article_id", "claims", ["article_id"])

    op.create_table(
        "events",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reviewer_id", sa.Integer()),
        sa.Column("item_id", sa.String(length=16)),
        sa.Column("action", sa.String(length=16), nullable=False),
        sa.Column("before", sa.JSON()),
        sa.Column("after", sa.JSON()),
        sa.Column("undoes", sa.Integer()),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name="fk_events_item_id"),
        sa.ForeignKeyConstraint(["reviewer_id"], ["reviewers.id"], name="fk_events_reviewer_id"),
        sa.ForeignKeyConstraint(["undoes"], ["events.id"], name="fk_events_undoes"),
        sa.PrimaryKeyConstraint("id", name="pk_events"),
        sa.UniqueConstraint("undoes", name="uq_events_undoes"),
    )
    op.create_index("ix_events_item_id", "events", ["item_id"])
    op.create_index("ix_events_reviewer_id", "events", ["reviewer_id"])

    op.create_table(
        "item_sources",
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("item_id", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name="fk_item_sources_item_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("source", "item_id", name="pk_item_sources"),
    )
    op.create_index("ix_item_sources_item_id", "item_sources", ["item_id", "source"])

    op.create_table(
        "opinions",
        sa.Column("item_id", sa.String(length=16), nullable=False),
        sa.Column("reviewer_id", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(length=16), nullable=False),
        sa.Column("reason", sa.String(length=24)),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("adjudicates", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name="fk_opinions_item_id"),
        sa.ForeignKeyConstraint(["reviewer_id"], ["reviewers.id"], name="fk_opinions_reviewer_id"),
        sa.PrimaryKeyConstraint("item_id", "reviewer_id", name="pk_opinions"),
    )
    op.create_index("ix_opinions_reviewer_id", "opinions", ["reviewer_id"])

    _search()


def _search() -> None:
    """Full-text search over `items.words`, kept up to date by the database itself."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE items ADD COLUMN search tsvector GENERATED ALWAYS AS (to_tsvector('simple', words)) STORED")
        op.execute("CREATE INDEX ix_items_search ON items USING gin (search)")
        return
    # The id is indexed too: the triggers find their row by it. FTS5 finds by no other column without reading all of them.
    op.execute("CREATE VIRTUAL TABLE items_search USING fts5(item_id, words)")
    its_row = "rowid IN (SELECT rowid FROM items_search WHERE items_search MATCH 'item_id:\"' || old.id || '\"')"
    op.execute("CREATE TRIGGER items_inserted AFTER INSERT ON items BEGIN INSERT INTO items_search VALUES (new.id, new.words); END")
    op.execute(f"CREATE TRIGGER items_deleted AFTER DELETE ON items BEGIN DELETE FROM items_search WHERE {its_row}; END")
    op.execute(
        "CREATE TRIGGER items_reworded AFTER UPDATE OF words ON items WHEN old.words <> new.words"
        f" BEGIN UPDATE items_search SET words = new.words WHERE {its_row}; END"
    )
