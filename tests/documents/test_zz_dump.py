import json, os, time, pytest, typst
from deliberation.documents.result import result_document
from deliberation.documents.minutes import minutes_document
from deliberation.models import Poll
from documents import pdf as P
from documents.texts import fit
from tests.deliberation.verify.test_served import among_options
from tests.deliberation.pages.test_minutes import evening
from tests.deliberation.pages.evening import *
from tests.deliberation.room.voting import with_charter
from tests.helpers.world import do, world
pytestmark = pytest.mark.django_db
def dump(data,name,lang):
    t=time.perf_counter(); x=P.pdf("document",data,lang=lang); print(name,lang,len(x),round(1000*(time.perf_counter()-t),1),"ms")
    open(f"/tmp/out/{name}-{lang}.pdf","wb").write(x)
    told=fit(data)|{"lang":lang,"dir":"rtl" if lang=="ar" else "ltr"}
    r=P.compiled("document",json.dumps(told),format="png",ppi=110) if 0 else typst.compile(str(P.TEMPLATES/"document.typ"),root=str(P.TEMPLATES),font_paths=P.loaded(),ignore_system_fonts=True,sys_inputs={"data":json.dumps(told)},format="png",ppi=110)
    for i,p in enumerate(r if isinstance(r,list) else [r],1): open(f"/tmp/out/{name}-{lang}-{i}.png","wb").write(p)
def both(poll,name):
    poll=Poll.objects.get(pk=poll)
    t=poll.room.process.territory; t.banner="Dati dimostrativi: questa non è una vera consultazione"; 
    for lang in ("it","ar"):
        dump(result_document(poll,lang,f"https://tessera.example.org/polls/{poll.pk}/"),name,lang)
@pytest.mark.parametrize("method", ["majority-judgment", "schulze", "equal-shares", "stv", "approval", "score"])
def test_a(method):
    os.makedirs("/tmp/out",exist_ok=True)
    both(among_options(with_charter(world()), method, 0), method)
def test_b():
    w=world(); both(hold_vote(w, w.at("charter"), "double-majority", ["yes"] * 4+["no","abstain"], ["yes","no","no"]).pk,"dm")
def test_c():
    w=world(); both(hold_vote(w, w.at("charter"), "double-majority", ["yes"] * 4, ["yes","no","no"]).pk,"hidden")
def test_d():
    w=with_charter(world())
    both(hold_dots(w, write_cards(w)).pk,"dots")
def test_e():
    w=with_charter(world())
    problem = confirmed_problem(w, write_cards(w)[0]); w.at("solutions"); s=draft_solution(w, problem)
    both(hold_vote(w, w.at("vote"), "consent", ["agree"]*5+["object"], ["agree", "reservation", "aside"], s).pk,"consent")
def test_f():
    w=evening()
    for lang in ("it","ar"): dump(minutes_document(w.room.__class__.objects.get(pk=w.room.pk),lang,"https://tessera.example.org/rooms/x/minutes/"),"minutes",lang)
