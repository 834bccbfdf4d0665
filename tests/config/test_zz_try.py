import asyncio, time, os, subprocess
from tests.config.phones import Hall
from tests.config import own
from config.verify import services
from tests.plugins.live import manage, clean_environment
import urllib.request, urllib.error
def ask(url):
    t=time.monotonic()
    try:
        with urllib.request.urlopen(url, timeout=20) as a: return a.status, a.read(), round(time.monotonic()-t,2)
    except urllib.error.HTTPError as e: return e.code, e.read()[:200], round(time.monotonic()-t,2)
async def test_x(servers, tmp_path):
    global STARTED; pg = own.start(services.postgres); rd = own.start(services.redis); STARTED=[pg,rd]
    env = {**clean_environment(), "DATABASE_URL": pg.url, "TESSERA_DB_POOL":"0", "TESSERA_DATA": str(tmp_path/'d'), "TESSERA_SECRET_KEY": os.environ["TESSERA_SECRET_KEY"]}
    manage(("migrate","-v0"), env)
    
    from tests.plugins.live import launch
    env["TESSERA_DB_POOL"]="8"; env["REDIS_URL"]=rd.url
    s = launch(host="127.0.0.1", port=own.free_port(), data=tmp_path, environment=env, log=tmp_path/"log"); STARTED.append(s)
    h = Hall(s)
    print(ask(s.url+"/ready/"))
    phones = [await (await h.phone(*x)).join() for x in await h.seats(4)]
    for down in map(float, os.environ.get("DOWN","1 12 40").split()):
        pg.kill(); t=time.monotonic()
        def sync(): return ask(s.url+"/ready/")
        while time.monotonic()-t < down:
            print("down", round(time.monotonic()-t,1), await asyncio.to_thread(sync))
            try:
                t2=time.monotonic()
                a = await phones[1].do("seat.here", room=h.room, seconds=15); print("   do", round(time.monotonic()-t2,1), a)
            except TimeoutError: print("   do timeout")
            await asyncio.sleep(1)
        up = pg.start(); n=0
        while True:
            n+=1
            t2=time.monotonic()
            a = await phones[0].do("seat.here", room=h.room, seconds=60)
            print("up", round(time.monotonic()-up,2), "took", round(time.monotonic()-t2,2), a.get("ok"), a.get("code"))
            if "ok" in a: break
            await asyncio.sleep(0.3)
        for _ in range(12): print(ask(s.url+"/join/")[::2], ask(s.url+"/ready/")[::2])
    await h.leave()
    print(s.stop()); print(s.said()[-3000:]); pg.stop(); rd.stop()

import pytest
STARTED=[]
@pytest.fixture(autouse=True)
def fin():
    yield
    for x in STARTED: x.stop()
