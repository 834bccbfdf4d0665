"""People with an account: they log in by e-mail code or by a printed one-time code. Participants need no account."""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from realtime.ids import new_id


class PersonManager(BaseUserManager["Person"]):
    """Makes people. Addresses are kept in lower case, so that one mailbox is one person."""

    def create_user(self, email, password=None, **fields):
        person = self.model(email=self.normalize_email(email).lower(), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def create_superuser(self, email, password=None, **fields):
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class Person(AbstractBaseUser, PermissionsMixin):
    id = models.CharField(primary_key=True, max_length=12, default=new_id, editable=False)
    email = models.EmailField(_("e-mail"), unique=True)
    display_name = models.CharField(_("name shown to others"), max_length=80, blank=True)
    lang = models.CharField(_("language"), max_length=35, default="it")
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    date_joined = models.DateTimeField(default=timezone.now)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = []
    objects = PersonManager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def __str__(self):
        return self.display_name or self.id

    def get_short_name(self):
        return self.display_name


class PrintedCode(models.Model):
    """A log-in on paper, for a hall without internet. Works once; only a keyed hash is kept."""

    id = models.CharField(primary_key=True, max_length=12, default=new_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="printed_codes")
    code_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    def __str__(self):
        return f"printed code of {self.person_id}"
