"""One file a page; each has a router."""

from detector.review.desk.pages import account, article, dashboard, deciding, exports, item, live, people, queue, stories, story, views

ROUTERS = (
    queue.router, item.router, deciding.router, article.router, live.router, views.router, account.router, people.router, exports.router,
    stories.router, story.router, dashboard.router,
)  # fmt: skip
