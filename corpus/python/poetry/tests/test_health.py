from docs_server.main import app


def test_routes():
    assert len(app.routes) == 3
