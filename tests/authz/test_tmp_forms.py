from authz import test_forms, test_methods, test_questions
from authz.doors_drafts import DOORS
for m in (test_forms, test_methods, test_questions):
    if hasattr(m, "DOORS"): m.DOORS = DOORS
from authz.test_forms import *
from authz.test_methods import *
from authz.test_questions import *
