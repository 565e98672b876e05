"""Runs the migrations on the connection that `schema.upgrade_schema` hands over."""

from alembic import context

from detector.review.store.schema import VERSION_TABLE
from detector.review.store.tables import Base

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    render_as_batch=connection.dialect.name == "sqlite",
    version_table=VERSION_TABLE,
)
context.run_migrations()
